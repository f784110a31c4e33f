namespace Actors.Testing.Tests;

/// <summary>Adds to an account.</summary>
internal sealed record Deposit(int Amount);

/// <summary>What is in an account.</summary>
internal sealed record GetBalance : IRequest<GetBalance, int>;

/// <summary>Overwrites an account: the half of a mistake.</summary>
internal sealed record SetBalance(int Amount);

internal sealed class Account : Actor, IHandle<Deposit>, IHandle<GetBalance, int>, IHandle<SetBalance>
{
    private int _balance;

    public ValueTask HandleAsync(Deposit message, CancellationToken cancellationToken)
    {
        _balance += message.Amount;
        return default;
    }

    public ValueTask HandleAsync(SetBalance message, CancellationToken cancellationToken)
    {
        _balance = message.Amount;
        return default;
    }

    public ValueTask<int> HandleAsync(GetBalance request, CancellationToken cancellationToken) => new(_balance);
}

/// <summary>Pays into the account.</summary>
internal sealed record Pay(int Amount);

/// <summary>Pays with one message: right in every order.</summary>
internal sealed class CarefulPayer(IActorRef<Account> account) : Actor, IHandle<Pay>
{
    public ValueTask HandleAsync(Pay message, CancellationToken cancellationToken)
    {
        account.Tell(new Deposit(message.Amount));
        return default;
    }
}

/// <summary>Asks, adds, and writes back: wrong if another payer comes in between.</summary>
internal sealed class CarelessPayer(IActorRef<Account> account) : Actor, IHandle<Pay>
{
    public async ValueTask HandleAsync(Pay message, CancellationToken cancellationToken)
    {
        int balance = await account.AskAsync(new GetBalance(), cancellationToken);
        account.Tell(new SetBalance(balance + message.Amount));
    }
}
