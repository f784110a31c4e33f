using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Support;

/// <summary>What was logged, for tests to look at.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _first = new();
    private readonly ConcurrentQueue<(LogLevel Level, int Id, string Text)> _lines = new();

    public IEnumerable<(LogLevel Level, int Id, string Text)> All => _lines;

    /// <summary>The first line of that number, now or once it is logged.</summary>
    public Task<string> NextAsync(int id) => FirstOf(id).Task.WaitAsync(TimeSpan.FromMinutes(1));

    public string Single(int id) => Assert.Single(_lines, line => line.Id == id).Text;

    public int Count(int id) => _lines.Count(line => line.Id == id);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Add(logLevel, eventId.Id, formatter(state, exception));

    private void Add(LogLevel level, int id, string text)
    {
        _lines.Enqueue((level, id, text));
        FirstOf(id).TrySetResult(text);
    }

    private TaskCompletionSource<string> FirstOf(int id) =>
        _first.GetOrAdd(id, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Dispose()
    {
    }
}
