using System.Globalization;
using System.Reflection;
using VerifyTests;
using VerifyXunit;
using Xunit;

namespace AutoDiffRnn.Snapshots.Tests.Engine;

public sealed class NamingTests : IDisposable
{
    private readonly TempFolder folder = new();

    public enum Gate
    {
        Forget,
    }

    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { 3, "3" },
        { -1.5, "-1.5" },
        { 0.25f, "0.25" },
        { true, "True" },
        { Gate.Forget, "Forget" },
        { "a\"b\\c<d>e|f:g*h?i/j\tk\0l", "a-b-c-d-e-f-g-h-i-j-k-l" },
        { "", "" },
        { new[] { 1, 2 }, "1,2" },
        { Array.Empty<int>(), "[]" },
        { new object?[] { new[] { 1, 2 }, null, "x/y", Array.Empty<int>() }, "[1,2],null,x-y,[]" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_HasItsFixedForm(object? value, string expected)
        => Assert.Equal($"Samples.Theory_name=n_value={expected}", Stem(Theory, settings => settings.UseParameters("n", value)));

    [Fact]
    public void Numbers_DoNotDependOnTheCulture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CommaCulture();
        try
        {
            Assert.Equal("Samples.Theory_name=1.5_value=-2.5,1E-09", Stem(Theory, settings => settings.UseParameters(1.5m, new[] { -2.5, 1e-9 })));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void ArrayAlone_IsOneArgument()
    {
        Assert.Equal("Samples.Theory_name=1,2", Stem(Theory, settings => settings.UseParameters(new[] { 1, 2 })));
        Assert.Equal("Samples.Theory_name=a,b", Stem(Theory, settings => settings.UseParameters<string>(["a", "b"])));
    }

    [Fact]
    public void FewerArgumentsThanParameters_AreFine_MoreAreRefused()
    {
        Assert.Equal("Samples.Theory_name=a", Stem(Theory, settings => settings.UseParameters("a")));
        var error = Assert.Throws<ArgumentException>(() => Stem(Theory, settings => settings.UseParameters(1, 2, 3)));
        Assert.StartsWith("parameters: expected at most 2 (the parameters of Theory), but got 3.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ArgumentWithoutAFixedForm_IsRefused()
    {
        var date = Assert.Throws<ArgumentException>(() => Stem(Theory, settings => settings.UseParameters("a", DateTime.UnixEpoch)));
        Assert.StartsWith("value: a DateTime has no fixed form in a file name; use UseTextForParameters.", date.Message, StringComparison.Ordinal);
        var hash = Assert.Throws<ArgumentException>(() => Stem(Theory, settings => settings.UseParameters("C#")));
        Assert.StartsWith("name: a '#' in a file name begins the name of a target, so 'C#'", hash.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stem_IsTypeAndMethod_UntilSettingsSayOtherwise()
    {
        Assert.Equal("Samples.Cell", Stem(Cell, _ => { }));
        Assert.Equal("Gru.Cell", Stem(Cell, settings => settings.UseTypeName("Gru")));
        Assert.Equal("Samples.Gru", Stem(Cell, settings => settings.UseMethodName("Gru")));
        Assert.Equal("Gru", Stem(Cell, settings => settings.UseFileName("Gru")));
        Assert.Equal("Samples.Theory_fast", Stem(Theory, settings => settings.UseTextForParameters("fast")));
    }

    [Fact]
    public void NestedType_HasOneParentInItsName()
    {
        Assert.Equal("Samples.Inner.Cell", Stem(typeof(Samples.Inner).GetMethod("Cell")!, _ => { }));
        Assert.Equal("Inner.Innermost.Cell", Stem(typeof(Samples.Inner.Innermost).GetMethod("Cell")!, _ => { }));
    }

    [Fact]
    public void InheritedTest_IsNamedAfterTheClassThatRuns()
        => Assert.Equal("NamingTests.Derived.Run", Stem(typeof(Derived).GetMethod("Run")!, _ => { }));

    [Fact]
    public void Directory_IsTheSourceFiles_UnlessDerivedOrSet()
    {
        DerivePathInfo derive = (sourceFile, project, type, method)
            => new PathInfo(Path.Combine(Path.GetDirectoryName(sourceFile)!, "_snapshots"), $"{type.Name}2", $"{method.Name}3");

        Assert.Equal(folder.Path, Name(Cell, new VerifySettings(), null).Directory);
        Assert.Equal(new SnapshotName(folder.At("_snapshots"), "NamingTests2.Derive3"), Name(OwnMethod, new VerifySettings(), derive));
        var settings = new VerifySettings();
        settings.UseDirectory("mine");
        settings.UseTypeName("T");
        Assert.Equal(new SnapshotName(folder.At("mine"), "T.Derive3"), Name(OwnMethod, settings, derive));
    }

    [Fact]
    public void ProjectDirectory_ComesFromTheBuild()
    {
        var project = "";
        Name(OwnMethod, new VerifySettings(), (_, projectDirectory, _, _) =>
        {
            project = projectDirectory;
            return default;
        });

        Assert.True(File.Exists(Path.Combine(project, "AutoDiffRnn.Snapshots.Tests.csproj")), project);
        Assert.EndsWith(Path.DirectorySeparatorChar.ToString(), project, StringComparison.Ordinal);
    }

    [Fact]
    public void SourceFileThatIsNotOnThisMachine_IsRefused()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => SnapshotName.Resolve(new TestCall(Cell, "/_/tests/CellTests.cs"), new VerifySettings(), null));

        Assert.StartsWith(
            "sourceFile: expected the path of a test's source file, but the directory of '/_/tests/CellTests.cs' is not there.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void SettingsThatExcludeEachOther_AreRefused()
    {
        Refused(set => set.UseTypeName("a"), set => set.UseFileName("b"), "UseFileName cannot be used with UseTypeName.");
        Refused(set => set.UseMethodName("a"), set => set.UseFileName("b"), "UseFileName cannot be used with UseMethodName.");
        Refused(set => set.UseParameters(1), set => set.UseFileName("b"), "UseFileName cannot be used with UseParameters.");
        Refused(set => set.UseFileName("b"), set => set.UseMethodName("a"), "UseMethodName cannot be used with UseFileName.");
        Refused(set => set.UseFileName("b"), set => set.UseParameters(1), "UseParameters cannot be used with UseFileName.");
        Refused(set => set.UseTextForParameters("b"), set => set.UseParameters(1), "UseParameters cannot be used with UseTextForParameters.");
    }

    [Theory]
    [InlineData("a/b", "name: expected a part of a file name, but 'a/b' has the character '/' (U+002F).")]
    [InlineData("a#b", "name: expected a part of a file name, but 'a#b' has the character '#' (U+0023).")]
    public void NameThatNoFileMayHave_IsRefused(string name, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new VerifySettings().UseMethodName(name));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extension_IsGivenWithoutItsDot()
        => Assert.StartsWith(
            "extension: expected an extension without its dot, such as 'cs', but got '.cs'.",
            Assert.Throws<ArgumentException>(() => { Verifier.Verify("x", ".cs"); }).Message,
            StringComparison.Ordinal);

    private static CultureInfo CommaCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        return culture;
    }

    private static void Refused(Action<VerifySettings> first, Action<VerifySettings> second, string message)
    {
        var settings = new VerifySettings();
        first(settings);
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => second(settings)).Message);
    }

    private static MethodInfo Cell => Bench.MethodNamed(nameof(Samples.Cell));

    private static MethodInfo Theory => Bench.MethodNamed(nameof(Samples.Theory));

    private static MethodInfo OwnMethod => typeof(NamingTests).GetMethod(nameof(Derive), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private void Derive() => throw new NotSupportedException();

    private string Stem(MethodInfo method, Action<VerifySettings> set)
    {
        var settings = new VerifySettings();
        set(settings);
        return Name(method, settings, null).Stem;
    }

    private SnapshotName Name(MethodInfo method, VerifySettings settings, DerivePathInfo? paths)
        => SnapshotName.Resolve(new TestCall(method, folder.SourceFile), settings, paths);

    internal class Base
    {
        public void Run() => throw new NotSupportedException();
    }

    private sealed class Derived : Base;
}
