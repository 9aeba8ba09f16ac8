using System.ComponentModel;
using System.Numerics;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// What generated code calls, as members that it inherits: so its lines read as the maths does, and no type of the user's can
/// hide one of them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class CellKernels<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected CellKernels()
    {
    }
}
