namespace Benchmarks.Work;

/// <summary>The chameneos' rule: two who are alike stay so, two who differ both become the third.</summary>
internal static class Colours
{
    public static int Complement(int one, int other) => one == other ? one : 3 - one - other;
}
