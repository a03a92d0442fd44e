package office

import (
	"context"
	"errors"
	"fmt"

	"duban/checklist"
	"duban/db"
)

// Person finds the person that a department or post stands for.
func (o *Office) Person(name string) (checklist.Person, error) {
	parties, group := o.Directory.Expand(name)
	if len(parties) != 1 || group {
		return checklist.Person{}, fmt.Errorf("“%s”不是通讯录里的一个部门或岗位", name)
	}
	p, _ := o.Directory.ResponsibleFor(parties[0])
	return p, nil
}

func (o *Office) Checklist(ctx context.Context, id int64) (db.StoredList, error) {
	lists, err := o.Store.Checklists(ctx)
	if err != nil {
		return db.StoredList{}, err
	}
	for _, l := range lists {
		if l.ID == o.Store.ID(id) {
			return l, nil
		}
	}
	if id != 0 || len(lists) == 0 {
		return db.StoredList{}, errors.New("没有这份清单；先用 duban import 导入")
	}
	return lists[len(lists)-1], nil
}
