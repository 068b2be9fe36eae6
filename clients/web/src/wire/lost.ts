// Nobody answered: the line was lost, or the server is away. Whether the thing was done is unknown.
export class LineLost extends Error {}
