namespace Channels;

/// <summary>A <see cref="FairSemaphore"/> was asked for permits after <see cref="FairSemaphore.Close"/>, or was closed while somebody waited: it will never give any.</summary>
public sealed class SemaphoreClosedException : InvalidOperationException
{
    /// <summary>With a text that says what to do.</summary>
    public SemaphoreClosedException()
        : base("The semaphore is closed and gives no more permits. Ask IsClosed before, or treat this as the end of the work.")
    {
    }

    /// <summary>With a text of your own.</summary>
    public SemaphoreClosedException(string message)
        : base(message)
    {
    }

    /// <summary>With a text of your own, and a cause.</summary>
    public SemaphoreClosedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
