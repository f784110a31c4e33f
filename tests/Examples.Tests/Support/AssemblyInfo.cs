// Whole programs, on few cores: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
