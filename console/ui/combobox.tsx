import { useCombobox } from 'downshift';
import { classes } from './classes';
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
  const box = useCombobox({
    inputId: id,
    items,
    selectedItem: value,
    inputValue: text,
    itemToString: (item) => (item === null ? '' : textOf(item)),
    itemToKey: (item) => item && keyOf(item),
    onInputValueChange: ({ inputValue }) => onText(inputValue),
    onSelectedItemChange: ({ selectedItem }) => onChoose(selectedItem),
  });
  return (
    <div className="relative">
      <input
        {...box.getInputProps({
          placeholder,
          'aria-labelledby': undefined,
          'aria-invalid': invalid || undefined,
          // Downshift tells of what was typed only after a render, too late for the next letter of who types quickly.
          onChange: ({ currentTarget }) => onText(currentTarget.value),
          onKeyDown: ({ key, nativeEvent }) => {
            // Esc closes the menu and then the dialog; downshift would first empty the input.
            if (key === 'Escape' && !box.isOpen)
              Object.assign(nativeEvent, { preventDownshiftDefault: true });
          },
        })}
        className={inputClasses}
      />
      <div
        className={classes(
          'absolute z-20 mt-1 w-full rounded-md border border-edge bg-surface text-sm shadow-lg',
          !box.isOpen && 'hidden',
        )}
      >
        <p role="status" className="px-3 py-2 text-muted empty:hidden">
          {box.isOpen ? status : ''}
        </p>
        <ul {...box.getMenuProps({ 'aria-label': placeholder })} className="max-h-64 overflow-y-auto">
          {box.isOpen &&
            items.map((item, index) => (
              <li
                key={keyOf(item)}
                {...box.getItemProps({ item, index })}
                className={classes(
                  'cursor-pointer px-3 py-2',
                  index === box.highlightedIndex && 'bg-accent-soft',
                )}
              >
                {textOf(item)}
              </li>
            ))}
        </ul>
      </div>
    </div>
  );
}
