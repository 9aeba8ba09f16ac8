//HintName: Keep.g.cs
class Keep;
