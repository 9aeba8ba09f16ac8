using System.Reflection;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Says where the snapshots of a test live and how their names begin.</summary>
/// <param name="sourceFile">The file that called <c>Verify</c>.</param>
/// <param name="projectDirectory">The directory of the test project, with a final separator.</param>
/// <param name="type">The test class.</param>
/// <param name="method">The test method.</param>
/// <returns>The directory, type and method part; a part that is null keeps its default.</returns>
public delegate PathInfo DerivePathInfo(string sourceFile, string projectDirectory, Type type, MethodInfo method);
