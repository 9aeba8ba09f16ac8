using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Tests.Surgery;

/// <summary>
/// A model made by hand, whose first unit takes the subject's number (nouns that can be subjects alone have a vector) and keeps it: h' = tanh(4·x +
/// keeps·h + drift),
/// and says plural where h · says is above 0.
/// </summary>
internal static class Latch
{
    public static SequenceModel<double> Create(double keeps, double drift, double says = 1)
    {
        var task = NextWordTask.Default;
        var model = new SequenceModel<double>(
            new ModelSettings(new CellSettings("Elman"), Hidden: 2, Embedding: 2),
            task.Inputs.Count,
            [new HeadSettings(task.Head, task.Outputs.Count)]);
        foreach (var noun in Grammar.Default.Subjects)
        {
            model.Embedding.Weights["E"][task.Inputs[noun.English.Plural], 0] = 1;
            model.Embedding.Weights["E"][task.Inputs[noun.English.Singular], 0] = -1;
        }

        model.Cell.Weights["Wx"][0, 0] = 4;
        model.Cell.Weights["Wh"][0, 0] = keeps;
        model.Cell.Weights["b"][0] = drift;
        model.Readouts[0].Weights["Wy"][task.VerbForm(GrammaticalNumber.Plural), 0] = says;
        model.Readouts[0].Weights["Wy"][task.VerbForm(GrammaticalNumber.Singular), 0] = -says;
        return model;
    }
}
