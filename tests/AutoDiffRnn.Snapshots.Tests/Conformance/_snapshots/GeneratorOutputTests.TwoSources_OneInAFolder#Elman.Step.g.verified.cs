//HintName: Cells/Elman.Step.g.cs
// forward
partial class Elman;
