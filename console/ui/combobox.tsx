import { Combobox as Base } from '@base-ui/react/combobox';
import { useRef } from 'react';
import { inputClasses } from './field';

interface ComboboxProps<Item> {
  /** Of the input that it labels. */
  id: string;
  /** What was found for the text. */
  items: Item[];
  value: Item | null;
  onChoose: (item: Item | null) => void;
  text: string;
  onText: (text: string) => void;
  textOf: (item: Item) => string;
  keyOf: (item: Item) => string;
  placeholder: string;
  /** Said instead of items: that none fits, or that they are being looked for. */
  status: string;
  invalid?: boolean;
}

/** An input that searches the API while one types, and takes one of what it finds. */
export function Combobox<Item>(props: ComboboxProps<Item>) {
  const { id, items, value, onChoose, text, onText, textOf, keyOf, placeholder, status, invalid } = props;
  // Inside a modal dialog all outside of it is inert, so the list opens where the input is.
  const place = useRef<HTMLDivElement>(null);
  return (
    <div ref={place}>
      <Base.Root
        items={items}
        filter={null}
        value={value}
        onValueChange={onChoose}
        inputValue={text}
        onInputValueChange={onText}
        itemToStringLabel={textOf}
        isItemEqualToValue={(one, other) => keyOf(one) === keyOf(other)}
      >
        <Base.Input
          id={id}
          placeholder={placeholder}
          className={inputClasses}
          aria-invalid={invalid || undefined}
        />
        <Base.Portal container={place}>
          <Base.Positioner positionMethod="fixed" sideOffset={4} className="z-20 w-(--anchor-width)">
            <Base.Popup className="max-h-64 overflow-y-auto rounded-md border border-edge bg-surface text-sm shadow-lg">
              <Base.Status className="px-3 py-2 text-muted empty:hidden">{status}</Base.Status>
              <Base.List>
                {(item: Item) => (
                  <Base.Item
                    key={keyOf(item)}
                    value={item}
                    className="cursor-pointer px-3 py-2 data-highlighted:bg-accent-soft"
                  >
                    {textOf(item)}
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </div>
  );
}
