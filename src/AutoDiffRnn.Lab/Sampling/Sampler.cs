using System.Text;
using AutoDiffRnn.Lab.Text;

namespace AutoDiffRnn.Lab.Sampling;

/// <summary>Writes text with a character model: reads a prompt, then feeds each character that was chosen back in.</summary>
internal sealed class Sampler
{
    private readonly Vocabulary _vocabulary;
    private readonly Runner<float> _runner;

    /// <summary>Makes a sampler whose model has read nothing yet.</summary>
    public Sampler(Network<float> network, Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        network.Prepare();
        _runner = network.CreateRunner(batch: 1);
    }

    /// <summary>The characters that follow <paramref name="prompt"/>, as they are chosen.</summary>
    /// <param name="prompt">Known characters, at least one.</param>
    /// <param name="length">How many to write.</param>
    /// <param name="chooser">How they are chosen.</param>
    public IEnumerable<Rune> Continue(string prompt, int length, TokenChooser chooser)
    {
        foreach (var token in _vocabulary.Encode(prompt))
            Read(token);
        for (var i = 0; i < length; i++)
        {
            var token = chooser.Choose(_runner.Window.Output("logits")[0, 0]);
            yield return _vocabulary[token];
            Read(token);
        }
    }

    private void Read(int token)
    {
        _runner.Window.Index("token")[0, 0][0] = token;
        _runner.Window.Index("next")[0, 0][0] = token; // Any token will do: nobody looks at the loss.
        _runner.Run();
    }
}
