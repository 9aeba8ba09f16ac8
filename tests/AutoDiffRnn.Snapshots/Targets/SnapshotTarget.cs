namespace VerifyTests;

/// <summary>A text to compare with one file.</summary>
/// <param name="Name">What distinguishes the file from the others of the same test, or null.</param>
/// <param name="Extension">The extension of the file, without a dot.</param>
/// <param name="Text">The text; line breaks of any kind until it is prepared, <c>\n</c> alone after that.</param>
internal sealed record SnapshotTarget(string? Name, string Extension, string Text);
