using Benchmarks.Work;

namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override async Task<long> DictionaryAsync(int workers, int requests)
    {
        IDictionary dictionary = Get<IDictionary>();
        long[] done = await Task.WhenAll(Enumerable.Range(0, workers).Select(number => Get<IWorker>().WorkAsync(dictionary, SavinaRandom.DefaultSeed + number, requests)));
        return done.Sum();
    }
}

internal interface IDictionary : IGrainWithIntegerKey
{
    ValueTask<int> ReadAsync(int key);

    ValueTask<int> WriteAsync(int key, int value);
}

internal interface IWorker : IGrainWithIntegerKey
{
    Task<long> WorkAsync(IDictionary dictionary, int seed, int requests);
}

internal sealed class DictionaryGrain : Grain, IDictionary
{
    private readonly Dictionary<int, int> _entries = Lookup.Dictionary;

    public ValueTask<int> ReadAsync(int key) => new(_entries[key]);

    public ValueTask<int> WriteAsync(int key, int value)
    {
        _entries[key] = value;
        return new(value);
    }
}

internal sealed class WorkerGrain : Grain, IWorker
{
    public async Task<long> WorkAsync(IDictionary dictionary, int seed, int requests)
    {
        SavinaRandom random = new(seed);
        for (int number = 0; number < requests; number++)
        {
            bool isWrite = Lookup.IsWrite(ref random);
            int key = Lookup.Key(ref random);
            int value = isWrite ? await dictionary.WriteAsync(key, key) : await dictionary.ReadAsync(key);
            if (key != value) throw new InvalidOperationException($"{key} was said to hold {value}.");
        }

        return requests;
    }
}
