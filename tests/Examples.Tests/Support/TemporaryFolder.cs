namespace Examples.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("FolderIndex").FullName;

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Copies a folder that somebody may be working in: what is gone in the meantime is left out.</summary>
    public void CopyFrom(string source, params string[] excludes) => Copy(source, Path, excludes);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void Copy(string source, string target, string[] excludes)
    {
        Directory.CreateDirectory(target);
        CopyFiles(source, target);
        foreach (string folder in Directory.EnumerateDirectories(source).Where(folder => !excludes.Contains(System.IO.Path.GetFileName(folder))))
            Copy(folder, System.IO.Path.Combine(target, System.IO.Path.GetFileName(folder)), excludes);
    }

    private static void CopyFiles(string source, string target)
    {
        foreach (string file in Directory.EnumerateFiles(source))
        {
            try
            {
                File.Copy(file, System.IO.Path.Combine(target, System.IO.Path.GetFileName(file)));
            }
            catch (FileNotFoundException)
            {
                // Gone in the meantime.
            }
        }
    }
}
