using System.IO.Compression;
using System.Text;

namespace AutoDiffRnn.Package.Tests;

[Trait("Category", "Slow")]
public sealed class PackageContentTests(PackedLibrary library) : IClassFixture<PackedLibrary>
{
    [Fact]
    public void Package_HoldsLibraryGeneratorCodeFixesReadmeAndLicence_AndNothingElse()
    {
        using var package = ZipFile.OpenRead(library.PackageFile);
        var files = package.Entries.Select(entry => entry.FullName).Where(name => !IsEnvelope(name)).Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "AutoDiffRnn.nuspec", "LICENSE", "README.md", "analyzers/dotnet/cs/AutoDiffRnn.CodeFixes.dll",
                "analyzers/dotnet/cs/AutoDiffRnn.Generators.dll", "build/AutoDiffRnn.props", "buildTransitive/AutoDiffRnn.props", "lib/net10.0/AutoDiffRnn.dll", "lib/net10.0/AutoDiffRnn.xml",
            ],
            files);
    }

    [Fact]
    public void Package_DependsOnNothing()
    {
        using var package = ZipFile.OpenRead(library.PackageFile);
        var specification = Encoding.UTF8.GetString(Bytes(package.GetEntry("AutoDiffRnn.nuspec")!));

        Assert.Contains("<group targetFramework=\"net10.0\" />", specification, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", specification, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbols_BelongToTheLibrary()
    {
        using var symbols = ZipFile.OpenRead(library.SymbolsFile);

        Assert.Contains("lib/net10.0/AutoDiffRnn.pdb", symbols.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void NoFileOfThePackage_NamesAFolderOfThisMachine()
    {
        var root = Path.TrimEndingDirectorySeparator(Repository.Root);
        foreach (var file in new[] { library.PackageFile, library.SymbolsFile })
        {
            using var package = ZipFile.OpenRead(file);
            foreach (var entry in package.Entries)
            {
                var bytes = Bytes(entry);
                Assert.True(!Holds(bytes, root), $"{Path.GetFileName(file)}: {entry.FullName} holds the path of the repository.");
            }
        }
    }

    private static bool Holds(byte[] bytes, string text)
        => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    // What every package has around its files.
    private static bool IsEnvelope(string name) => name is "[Content_Types].xml" || name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal);
}
