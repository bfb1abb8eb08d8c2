import type { Plugin } from 'vite';

export declare function seal(folder: string): void;
export declare function sealBuild(): Plugin;
