namespace Channels.Tests.Contracts;

/// <summary>Makes values of a type from numbers, so that one contract can be run for every shape of value.</summary>
public interface IItems<T>
{
    static abstract T Of(int number);
}

/// <summary>A reference, which a channel must let go of.</summary>
public sealed record Letter(int Number) : IItems<Letter>
{
    public static Letter Of(int number) => new(number);
}

/// <summary>A value that fits a register.</summary>
public readonly record struct Coin(int Number) : IItems<Coin>
{
    public static Coin Of(int number) => new(number);
}

/// <summary>A value that no processor writes in one go, with a reference in the middle: a torn one is not equal to itself.</summary>
public readonly record struct Crate(long First, long Second, string Label, long Third, long Fourth, long Fifth) : IItems<Crate>
{
    public static Crate Of(int number) => new(number, ~number, $"crate {number}", number * 3L, number * 5L, number * 7L);
}

/// <summary>Booleans, for which a wait for a value and a wait for there being one have the same type.</summary>
public sealed class Flag : IItems<bool>
{
    private Flag()
    {
    }

    public static bool Of(int number) => number % 3 == 1;
}
