namespace Supervision;

/// <summary>Something outside that fails now and then: it hangs up after two frames, and is busy when it is called again at once.</summary>
public sealed class Device
{
    private int _calls;
    private int _frames;

    public void Open()
    {
        if (++_calls == 2) throw new IOException("busy");
    }

    public int Read()
    {
        if (++_frames == 3) throw new IOException("hung up");
        return _frames * 10;
    }
}
