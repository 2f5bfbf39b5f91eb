/** Where the API shows a thing, by the words of the link; absent where the worker is not told the API's address. */
export type Links = Record<string, string>;
