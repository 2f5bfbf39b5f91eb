/** An import, and the Location whose calls it reads. */
export interface ImportPlace {
  id: string;
  locationId: string;
}
