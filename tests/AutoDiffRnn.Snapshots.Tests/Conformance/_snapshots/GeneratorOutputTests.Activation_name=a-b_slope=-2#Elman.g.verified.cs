//HintName: Elman.g.cs
// a/b
