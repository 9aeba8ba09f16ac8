//HintName: helper.cs
// no final newline