export declare const codings: readonly string[];
export declare function isCompressed(path: string): boolean;
export declare function compress(folder: string): void;
