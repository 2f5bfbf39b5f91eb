/** A bucket of Amazon S3, or of a server that is compatible with it. */
export interface BucketPlace {
  bucket: string;
  /** Before every key, without a slash at its end; null: none. */
  prefix: string | null;
  region: string;
  /** Null: Amazon's own for the region. */
  endpoint: string | null;
  /** Whether the bucket is named in the path of a URL and not in its host. */
  pathStyle: boolean;
  /** Null: whatever the surroundings give, such as the role of the machine. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
}
