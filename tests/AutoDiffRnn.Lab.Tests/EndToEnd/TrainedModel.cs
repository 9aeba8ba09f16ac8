namespace AutoDiffRnn.Lab.Tests.EndToEnd;

/// <summary>A folder with a text and a small model that was trained on it, <c>run</c>, shared by tests that leave both as they are.</summary>
public sealed class TrainedModel : IDisposable
{
    public TrainedModel()
    {
        Folder.Write("toy.txt", Toys.Text(3000));
        Folder.Write("other.txt", Toys.Text(3000, seed: 2));
        Run("train --text toy.txt --cell gru --hidden 8 --embedding 4 --length 8 --batch 4 --updates 150 --learning-rate 0.03 --checkpoint run")
            .AssertSuccess();
    }

    internal TempFolder Folder { get; } = new();

    internal LabResult Run(string arguments) => LabProcess.Run(Folder, arguments.Split(' '));

    public void Dispose() => Folder.Dispose();
}
