using System.Numerics;
using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Models;

/// <summary>
/// A model in one file: the cell's weights under their own names, the others as <c>extra.embedding.E</c>, <c>extra.HEAD.Wy</c> and so on.
/// </summary>
internal static class ModelCheckpoint
{
    /// <summary>Saves a model, as a whole or not at all.</summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="model">The model.</param>
    /// <param name="metadata">Further entries.</param>
    /// <exception cref="LabException">The file cannot be written.</exception>
    public static void Save<T>(string path, SequenceModel<T> model, IReadOnlyDictionary<string, string>? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            Checkpoint.Save(path, model.Cell, metadata: metadata, tensors: Others(model));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LabErrors.CheckpointUnwritable(path, error);
        }
    }

    /// <summary>Loads the weights into a model of the same cell, sizes and precision.</summary>
    /// <exception cref="LabException">The file cannot be read, is damaged, or is of another model.</exception>
    public static void Load<T>(string path, SequenceModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var others = Others(model);
        try
        {
            Checkpoint.Load(path, model.Cell, tensors: others);
        }
        catch (CheckpointException error)
        {
            throw ModelErrors.CheckpointOfOtherModel(path, error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LabErrors.CheckpointUnreadable("--checkpoint", path, error);
        }

        foreach (var (name, view) in OtherViews(model))
            view.CopyFrom(others[name]);
    }

    private static Dictionary<string, T[]> Others<T>(SequenceModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => OtherViews(model).ToDictionary(entry => entry.Name, entry => entry.View.Values.ToArray(), StringComparer.Ordinal);

    private static IEnumerable<(string Name, WeightView<T> View)> OtherViews<T>(SequenceModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var view in model.Embedding.Weights.Views)
            yield return ("embedding." + view.Info.Name, view);
        for (var head = 0; head < model.Heads.Count; head++)
        {
            foreach (var view in model.Readouts[head].Weights.Views)
                yield return (model.Heads[head].Name + "." + view.Info.Name, view);
        }
    }
}
