declare module 'html-encoding-sniffer' {
  interface SniffOptions {
    readonly xml?: boolean;
    readonly transportLayerEncodingLabel?: string;
    readonly defaultEncoding?: string;
    readonly maxPrescanBytes?: number;
  }
  /** The WHATWG name of the encoding of an HTML or XML byte stream. */
  export default function sniffEncoding(bytes: Uint8Array, options?: SniffOptions): string;
}
