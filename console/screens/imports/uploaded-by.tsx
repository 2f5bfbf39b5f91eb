import type { Schema } from '../../api/client';
import { useMe } from '../../app/me';
import { words } from '../../words/imports';

/** Who uploaded the file: by name where the API gives it. */
export function UploadedBy({ found }: { found: Schema<'ChargeImport'> }) {
  const { id } = useMe();
  return <>{found.uploadedBy === id ? words.you : found.uploader.name}</>;
}
