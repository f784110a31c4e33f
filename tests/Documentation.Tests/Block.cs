namespace Documentation.Tests;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">Where it stands.</param>
/// <param name="Line">The line of its opening fence, from 1.</param>
/// <param name="Info">What stands behind the fence: <c>csharp</c>, <c>text output</c>.</param>
/// <param name="Text">What stands between the fences, without the last line's end.</param>
internal sealed record Block(Page Page, int Line, string Info, string Text)
{
    /// <summary>Whether it has to compile; <c>csharp no-compile</c> is for what shows a mistake.</summary>
    public bool IsCode => Info == "csharp";

    /// <summary>What the program prints; the next block, if it is marked so.</summary>
    public Block? Output => Page.Blocks.SkipWhile(block => block.Line <= Line).FirstOrDefault() is { Info: "text output" } next ? next : null;

    public override string ToString() => $"{Page.Path}:{Line}";
}
