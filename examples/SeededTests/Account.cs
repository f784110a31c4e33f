using Actors;

namespace SeededTests;

public sealed record GetBalance : IRequest<GetBalance, int>;

public sealed record SetBalance(int Amount);

public sealed record Deposit(int Amount);

/// <summary>Keeps a balance.</summary>
public sealed class Account : Actor, IHandle<GetBalance, int>, IHandle<SetBalance>, IHandle<Deposit>
{
    private int _balance;

    public ValueTask<int> HandleAsync(GetBalance request, CancellationToken cancellationToken) => new(_balance);

    public ValueTask HandleAsync(SetBalance message, CancellationToken cancellationToken)
    {
        _balance = message.Amount;
        return default;
    }

    public ValueTask HandleAsync(Deposit message, CancellationToken cancellationToken)
    {
        _balance += message.Amount;
        return default;
    }
}
