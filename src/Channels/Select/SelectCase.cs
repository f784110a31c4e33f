namespace Channels;

/// <summary>Something that a <see cref="Select"/> waits for: a read, a write, a permit, a signal or a timeout. Belongs to its select, and like that to one user at a time.</summary>
public abstract class SelectCase
{
    private bool _isEnabled = true;

    private protected SelectCase(Select select) => Owner = select;

    /// <summary>Whether the select looks at this case. On from the start; switch it off and on between two waits, as the guard of a <c>select!</c> does. A channel that is closed switches its case off once it was chosen.</summary>
    /// <exception cref="InvalidOperationException">The select is waiting now.</exception>
    public bool IsEnabled
    {
        get => _isEnabled;
        set
        {
            Owner.ThrowIfWaiting();
            _isEnabled = value;
        }
    }

    /// <summary>Ready only if nothing else is.</summary>
    internal virtual bool GoesLast => false;

    private protected Select Owner { get; }

    /// <summary>Does what the case is for if that needs no wait.</summary>
    internal abstract bool TryTake();

    /// <summary>Stands in line where the case is waited for; false if there is no need to wait.</summary>
    internal abstract bool TryEnlist();

    /// <summary>Leaves the line again, if it still stands there.</summary>
    internal abstract void Delist();

    /// <summary>Whether the wait that was claimed did what the case is for; false if it has to look again.</summary>
    internal abstract bool Settle();

    /// <summary>Lets go of what it holds beside a value, when its select is disposed.</summary>
    internal virtual void LetGo()
    {
    }

    /// <summary>Switches the case off, as part of a wait.</summary>
    private protected void SwitchOff() => _isEnabled = false;
}
