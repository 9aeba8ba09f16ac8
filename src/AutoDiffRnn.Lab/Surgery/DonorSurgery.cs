using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Probing;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Surgery;

/// <summary>What exchanging the state before the verb's word does.</summary>
/// <param name="Before">Right answers without surgery.</param>
/// <param name="RightDonor">Right answers with the state of a donor of the subject's number.</param>
/// <param name="WrongDonor">Answers that changed with the state of a donor of the other number than was answered: all should.</param>
/// <param name="SameDonor">Answers that changed with the state of a donor of the number that was answered: none should.</param>
/// <param name="RandomDonor">Answers that changed when the state was moved as far as to the donor of the other number, but in a random
/// direction.</param>
/// <param name="ByState">Right answers where one state alone was exchanged for that of a donor of the subject's number.</param>
/// <param name="Matched">Patients whose donors have read the same last words, <see cref="DonorPool.ComparedWords"/> of them.</param>
internal sealed record SurgeryResult(
    Count Before, Count RightDonor, Count WrongDonor, Count SameDonor, Count RandomDonor, IReadOnlyList<StateSurgery> ByState, Count Matched);

/// <summary>Surgery on one state.</summary>
internal sealed record StateSurgery(string State, Count RightDonor);

/// <summary>
/// Surgery: just before a model reads the last word before the verb, its joint state is exchanged for that of a donor, which is the same model in a
/// short
/// sentence with the same last words. The weights that read the state stay as they are; so where the answer becomes right, they were not at fault.
/// </summary>
internal sealed class DonorSurgery(SequenceModel<double> model, SentenceTask task)
{
    /// <summary>Operates on sentences of one length.</summary>
    /// <param name="patients">The sentences.</param>
    /// <param name="donors">Where donors come from.</param>
    /// <param name="random">Which of several donors is taken, and the random directions.</param>
    /// <returns>The result; null if the model gets no short sentence of one of the numbers right, so that there is no donor.</returns>
    public SurgeryResult? Run(IReadOnlyList<Sentence> patients, DonorPool donors, RandomSource random)
    {
        var handedAt = task.VerbAskedAt(patients[0]) - 1;
        var own = ReadStates.Of(model, task, patients, [handedAt]).Select(held => held[0].State).ToList();
        var lastWord = new LastWord(model, task, patients);
        var answers = lastWord.Answers(own);
        var found = (Right: new List<double[]>(), Wrong: new List<double[]>(), Same: new List<double[]>());
        var matched = 0;
        for (var i = 0; i < patients.Count; i++)
        {
            var answered = donors.Find(patients[i], answers[i], random);
            var other = donors.Find(patients[i], 1 - answers[i], random);
            if (answered is null || other is null)
                return null;
            found.Same.Add(answered.Value.State);
            found.Wrong.Add(other.Value.State);
            found.Right.Add(answers[i] == patients[i].Number ? answered.Value.State : other.Value.State);
            matched += Math.Min(answered.Value.Words, other.Value.Words) == DonorPool.ComparedWords ? 1 : 0;
        }

        List<double[]> astray = [.. own.Zip(found.Wrong, (state, donor) => RandomlyAsFar(state, donor, random))];
        return new SurgeryResult(
            Right(patients, answers),
            Right(patients, lastWord.Answers(found.Right)),
            Changed(answers, lastWord.Answers(found.Wrong)),
            Changed(answers, lastWord.Answers(found.Same)),
            Changed(answers, lastWord.Answers(astray)),
            [.. States().Select(part => new StateSurgery(part.Name, OfPart(part.From, part.Length)))],
            new Count(matched, patients.Count));

        Count OfPart(int from, int length) => Right(patients, lastWord.Answers(OnlyPart(own, found.Right, from, length)));
    }

    private IEnumerable<(string Name, int From, int Length)> States()
    {
        var from = 0;
        foreach (var state in model.Cell.Cell.States)
        {
            yield return (state.Name, from, state.Length);
            from += state.Length;
        }
    }

    private static List<double[]> OnlyPart(List<double[]> own, List<double[]> donors, int from, int length)
        => [.. own.Zip(donors, (state, donor) => (double[])[.. state[..from], .. donor[from..(from + length)], .. state[(from + length)..]])];

    private static double[] RandomlyAsFar(double[] state, double[] donor, RandomSource random)
    {
        double[] direction = [.. state.Select(_ => random.NextNormal())];
        var distance = Norm([.. state.Zip(donor, (a, b) => b - a)]);
        return [.. state.Zip(direction, (a, b) => a + distance / Norm(direction) * b)];
    }

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(element => element * element));

    private static Count Right(IReadOnlyList<Sentence> sentences, GrammaticalNumber[] answers)
        => new(sentences.Zip(answers).Count(pair => pair.First.Number == pair.Second), answers.Length);

    private static Count Changed(GrammaticalNumber[] before, GrammaticalNumber[] after)
        => new(before.Zip(after).Count(pair => pair.First != pair.Second), before.Length);
}
