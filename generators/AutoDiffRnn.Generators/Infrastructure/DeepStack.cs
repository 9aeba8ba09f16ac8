using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace AutoDiffRnn.Generators.Infrastructure;

/// <summary>
/// Runs the work on a long program with a stack that is as much larger: an expression is as deep as its statements are many, and a compiler's
/// own threads have a megabyte or less.
/// </summary>
internal static class DeepStack
{
    // What the smallest stack of a compiler's thread has room for.
    private const int Shallow = 250;

    private const int Least = 16 * 1024 * 1024;

    private const int BytesOfInstruction = 4 * 1024;

    private const int Largest = 512 * 1024 * 1024;

    /// <summary>Runs the work, on this thread if the program is short. What it throws is thrown.</summary>
    public static T Run<T>(int instructions, Func<T> work)
    {
        if (instructions <= Shallow)
            return work();
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(Work, (int)Math.Min(Largest, Least + (long)instructions * BytesOfInstruction));
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;

        void Work()
        {
            try
            {
                result = work();
            }
            catch (Exception thrown)
            {
                failure = ExceptionDispatchInfo.Capture(thrown);
            }
        }
    }
}
