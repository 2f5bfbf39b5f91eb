/** URLs at which the API shows a thing, by link text; absent if the worker has not been given the API's address. */
export type Links = Record<string, string>;
