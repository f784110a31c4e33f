using Actors;

namespace Supervision;

public sealed record ReadFrame : IRequest<ReadFrame, int>;

/// <summary>Holds the line to the device. It need not know what to do when that fails; it fails, and its supervisor does.</summary>
public sealed class Line : Actor, IHandle<ReadFrame, int>
{
    private readonly Device _device;

    public Line(Device device)
    {
        device.Open();
        _device = device;
        Console.WriteLine("line: open");
    }

    public ValueTask<int> HandleAsync(ReadFrame request, CancellationToken cancellationToken) => new(_device.Read());

    protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken)
    {
        Console.WriteLine($"line: {error.Message}");
        return default;
    }
}
