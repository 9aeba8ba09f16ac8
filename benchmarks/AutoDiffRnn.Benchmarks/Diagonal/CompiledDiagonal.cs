using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace AutoDiffRnn.Benchmarks.Diagonal;

/// <summary>The plain C++ version, compiled for this machine with <c>-O3 -march=native</c> and loaded into the process.</summary>
internal sealed unsafe class CompiledDiagonal : IDiagonalPeer
{
    private readonly DiagonalProblem _problem;
    private readonly delegate* unmanaged[Cdecl]<int, int, int, double*, double*, double> _objective;
    private readonly delegate* unmanaged[Cdecl]<int, int, int, double*, double*, double*, double> _gradient;

    private CompiledDiagonal(nint library, DiagonalProblem problem, string compiler)
    {
        _problem = problem;
        Name = $"C++ ({compiler} -O3 -march=native)";
        _objective = (delegate* unmanaged[Cdecl]<int, int, int, double*, double*, double>)NativeLibrary.GetExport(library, "diagonal_objective");
        _gradient = (delegate* unmanaged[Cdecl]<int, int, int, double*, double*, double*, double>)NativeLibrary.GetExport(library, "diagonal_gradient");
    }

    public string Name { get; }

    /// <summary>Compiles and loads it; null, with a message on the error stream, where no compiler is found or it fails.</summary>
    public static Func<DiagonalProblem, IDiagonalPeer>? Compile(DirectoryInfo folder)
    {
        var source = Path.Combine(folder.FullName, "diagonal.cpp");
        var library = Path.Combine(folder.FullName, OperatingSystem.IsWindows() ? "diagonal.dll" : "libdiagonal.so");
        using (var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("diagonal.cpp")!)
        using (var file = File.Create(source))
            resource.CopyTo(file);
        foreach (var compiler in new[] { "g++", "clang++" })
        {
            if (!Run(compiler, "-O3", "-march=native", "-shared", "-fPIC", "-o", library, source))
                continue;
            var handle = NativeLibrary.Load(library);
            return problem => new CompiledDiagonal(handle, problem, compiler);
        }

        Console.Error.WriteLine("No C++ peer: neither g++ nor clang++ compiled diagonal.cpp here.");
        return null;
    }

    public double Objective()
    {
        fixed (double* weights = _problem.Weights, x = _problem.X)
            return _objective(_problem.Layers, DiagonalProblem.Width, _problem.Characters, weights, x);
    }

    public double Gradient(Span<double> gradient)
    {
        fixed (double* weights = _problem.Weights, x = _problem.X, to = gradient)
            return _gradient(_problem.Layers, DiagonalProblem.Width, _problem.Characters, weights, x, to);
    }

    private static bool Run(string compiler, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(compiler, arguments));
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }
}
