//HintName: Elman.g.cs
// tanh
