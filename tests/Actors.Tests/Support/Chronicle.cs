namespace Actors.Tests.Support;

/// <summary>Lines that actors write and a test waits for.</summary>
internal sealed class Chronicle
{
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Fits, TaskCompletionSource<string> Found)> _waiting = [];

    public string[] Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    /// <summary>As <see cref="Add"/>, to be returned by a handler.</summary>
    public ValueTask Write(string line)
    {
        Add(line);
        return default;
    }

    public void Add(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
            foreach (var (fits, found) in _waiting)
            {
                if (fits(line)) found.TrySetResult(line);
            }
        }
    }

    /// <summary>The first line that begins so; it may be there already.</summary>
    public Task<string> Has(string beginning) => Has(line => line.StartsWith(beginning, StringComparison.Ordinal), beginning);

    /// <summary>When there are so many lines.</summary>
    public Task<string> HasCount(int count) => Has(_ => _lines.Count >= count, $"line {count}");

    private async Task<string> Has(Func<string, bool> fits, string what)
    {
        TaskCompletionSource<string> found = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lines)
        {
            if (_lines.Find(line => fits(line)) is { } line) return line;
            _waiting.Add((fits, found));
        }

        try
        {
            return await found.Task.WaitAsync(Gate.Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Nobody wrote '{what}'. There is: {string.Join(" | ", Lines)}");
        }
    }
}
