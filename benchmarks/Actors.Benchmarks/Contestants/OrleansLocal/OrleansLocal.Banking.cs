using Benchmarks.Work;
using Orleans.Concurrency;

namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override async Task<long> BankingAsync(int transfers)
    {
        Finish finish = new();
        Accounts accounts = new();
        IAccount[] all = [.. Enumerable.Range(0, Accounts.Number).Select(_ => Get<IAccount>())];
        for (int id = 0; id < all.Length; id++) await all[id].StartAsync(id, new Local<Accounts>(accounts));
        await Get<ITeller>().StartAsync(new Local<IAccount[]>(all), transfers, new Local<Finish>(finish));
        long done = await finish.Total;
        accounts.ThrowIfChanged();
        return done;
    }
}

internal interface ITeller : IGrainWithIntegerKey
{
    [OneWay]
    Task StartAsync(Local<IAccount[]> all, int transfers, Local<Finish> finish);

    [OneWay]
    Task CreditedAsync();
}

internal interface IAccount : IGrainWithIntegerKey
{
    Task StartAsync(int id, Local<Accounts> accounts);

    [OneWay]
    Task CreditAsync(ITeller teller, long amount, IAccount destination);

    Task DebitAsync(long amount);
}

internal sealed class TellerGrain : Grain, ITeller
{
    private int _transfers;
    private Finish _finish = null!;
    private int _done;

    public Task StartAsync(Local<IAccount[]> all, int transfers, Local<Finish> finish)
    {
        (_transfers, _finish) = (transfers, finish.Value);
        SavinaRandom random = new(SavinaRandom.DefaultSeed);
        ITeller self = this.AsReference<ITeller>();
        for (int number = 0; number < transfers; number++)
        {
            (int from, int to) = Accounts.Next(ref random);
            _ = all.Value[from].CreditAsync(self, number % 1000, all.Value[to]);
        }

        return Task.CompletedTask;
    }

    public Task CreditedAsync()
    {
        if (++_done == _transfers) _finish.Add(_done);
        return Task.CompletedTask;
    }
}

// What it awaits holds it: grains are not reentrant unless they say so.
internal sealed class AccountGrain : Grain, IAccount
{
    private int _id;
    private Accounts _accounts = null!;

    public Task StartAsync(int id, Local<Accounts> accounts)
    {
        (_id, _accounts) = (id, accounts.Value);
        return Task.CompletedTask;
    }

    public async Task CreditAsync(ITeller teller, long amount, IAccount destination)
    {
        _accounts.Change(_id, -amount);
        await destination.DebitAsync(amount);
        _ = teller.CreditedAsync();
    }

    public Task DebitAsync(long amount)
    {
        _accounts.Change(_id, amount);
        return Task.CompletedTask;
    }
}
