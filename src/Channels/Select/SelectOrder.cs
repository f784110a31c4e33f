namespace Channels;

/// <summary>Which case of a <see cref="Select"/> wins if several are ready.</summary>
public enum SelectOrder
{
    /// <summary>Any of them, with the same chance, so that a busy channel cannot keep another from its turn.</summary>
    Random,

    /// <summary>The one that was added first. A case that is always ready keeps those behind it waiting forever: put what must not starve, such as a shutdown, in front.</summary>
    Declared,
}
