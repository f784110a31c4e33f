using System.Buffers;

namespace Actors.Local;

/// <summary>What an actor may be called: it becomes part of a path, of log lines, and of configuration.</summary>
internal static class ActorName
{
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:@");

    /// <summary>A key as a part of a path: what no name may have is written as in an address of the web.</summary>
    public static string Escape(string key) => key.AsSpan().ContainsAnyExcept(Allowed) ? Uri.EscapeDataString(key) : key;

    /// <exception cref="ActorNameException">It is not a name.</exception>
    public static void Check(string name)
    {
        if (name.Length == 0)
            throw new ActorNameException(name, "An actor's name is empty. Give it a name, or null for a number.");
        if (name.Length > MaxLength)
            throw new ActorNameException(name, $"An actor's name has {name.Length} characters, but at most {MaxLength} are allowed: '{name[..32]}...'. Give it a shorter one.");
        int at = name.AsSpan().IndexOfAnyExcept(Allowed);
        if (at >= 0)
            throw new ActorNameException(name, $"'{name}' is not an actor's name because of its character {at + 1}. Use letters a to z, digits, and - _ . : @");
    }
}
