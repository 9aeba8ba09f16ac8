//HintName: Elman.g.cs
class Elman;
