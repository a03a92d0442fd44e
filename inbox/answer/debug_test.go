package answer
import ("testing";"fmt";"duban/internal/zh")
func TestDebug(t *testing.T){
 for _,s:=range []string{"14 4.20已完成","14 5/20完成","14 5.20完成","4月20日完成","14 3个工作日内完成","14 一周","5月","二季度","下周三","月底","于4月25日完成","明年","延期一个月","14号已完成","3-5 已完成","14 28已"}{
  for _,f:=range zh.FindDates(s){ fmt.Printf("%s => %q %+v\n",s,f.In(s),f.Date)}
 }
 for _,s:=range []string{"14 ☑已完成 □未完成"}{
  w:=foldLine(s)
  for _,k:=range (lexer{key:w.key}).tokens(){ fmt.Printf("%d %q|",k.kind,w.key[k.from:k.to])}
  c:=cutter{letter:reminder(t),opt:department}
  c.line(w,1)
  for _,x:=range c.all{ fmt.Printf("%+v\n",*x)}
 }
}
