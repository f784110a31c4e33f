namespace Benchmarks.Shapes;

/// <summary>How much there may be to do in one run.</summary>
internal static class Sizes
{
    private const int Parts = 512;

    /// <summary>The whole, its half, and so on, ascending.</summary>
    public static int[] UpTo(int whole)
    {
        List<int> sizes = [];
        for (int size = whole; size >= Math.Max(1, whole / Parts); size /= 2) sizes.Add(size);
        sizes.Reverse();
        return [.. sizes];
    }

    /// <summary>Ten, a hundred, and so on.</summary>
    public static int[] TensUpTo(int whole)
    {
        List<int> sizes = [];
        for (int size = 10; size <= whole; size *= 10) sizes.Add(size);
        return [.. sizes];
    }
}
