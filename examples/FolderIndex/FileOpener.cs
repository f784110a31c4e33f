namespace FolderIndex;

/// <summary>How readers get at a file; tests have files that fail.</summary>
public delegate Stream FileOpener(string path);
