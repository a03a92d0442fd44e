package register

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"duban/checklist"
	"duban/internal/files"
	"duban/internal/office"
	"duban/scheduler/calendar"
)

// Year is a year of holidays as a notice of the State Council has it.
type Year struct {
	calendar.YearFile
	DaysOff, MakeUpDays int
	News                []calendar.Arrangement // days that the calendar had otherwise
}

// ReadHolidays reads the text of a notice. It is checked against itself; what does not
// agree is among the problems, and where one is an error no year is to be added.
func ReadHolidays(o *office.Office, text string) (years []Year, problems checklist.Problems) {
	read, problems := calendar.ParseNotice(text)
	for _, f := range read {
		y := Year{YearFile: f}
		for _, d := range f.Days {
			if d.IsOffDay {
				y.DaysOff++
			} else {
				y.MakeUpDays++
			}
			if o.Calendar.IsWorkday(d.Date) == d.IsOffDay {
				y.News = append(y.News, d)
			}
		}
		years = append(years, y)
	}
	return years, problems
}

// AddHolidays stores years in the folder that the configuration names.
func AddHolidays(o *office.Office, years []Year) error {
	for _, y := range years {
		if err := writeYear(o.Config.Path(o.Config.Calendar.Folder), y.YearFile); err != nil {
			return err
		}
	}
	return nil
}

func writeYear(folder string, y calendar.YearFile) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	raw, err := json.MarshalIndent(y, "", "  ")
	if err != nil {
		return err
	}
	return files.Write(filepath.Join(folder, fmt.Sprintf("%d.json", y.Year)), func(w io.Writer) error {
		_, err := w.Write(append(raw, '\n'))
		return err
	})
}
