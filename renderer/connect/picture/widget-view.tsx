/** The parts of a drawn window. Ticks and dots are letters, so that high contrast and paper keep them. */
import type { ReactNode } from 'react';
import { textOf } from '../model/label.ts';
import type {
  BoxWidget,
  ButtonWidget,
  SelectWidget,
  TextWidget,
  ToggleWidget,
  Widget,
} from '../model/screen.ts';
import { useDrawing } from './drawing.ts';
import { Marked } from './marked.tsx';
import { TabsView } from './tabs-view.tsx';

export function WidgetView({ widget }: { readonly widget: Widget }): ReactNode {
  switch (widget.kind) {
    case 'text':
    case 'select':
      return <FieldView widget={widget} />;
    case 'tick':
    case 'radio':
    case 'switch':
      return <ToggleView widget={widget} />;
    case 'button':
      return <ButtonView widget={widget} />;
    case 'tabs':
    case 'side':
      return (
        <TabsView widget={widget}>
          <Inside widgets={widget.inside} />
        </TabsView>
      );
    // Steps without anything to draw.
    case 'path':
    case 'say':
      return null;
    default:
      return <BoxView widget={widget} />;
  }
}

function Inside({ widgets }: { readonly widgets: readonly Widget[] }): ReactNode {
  return widgets.map((widget, index) => <WidgetView key={index} widget={widget} />);
}

function FieldView({ widget }: { readonly widget: TextWidget | SelectWidget }): ReactNode {
  const { language } = useDrawing();
  const isShort = widget.kind === 'text' && widget.isShort === true;
  return (
    <Marked widget={widget} className={isShort ? 'pw-field pw-short' : 'pw-field'}>
      <span className="pw-label">{textOf(widget.label, language)}</span>
      {widget.kind === 'select' ? (
        <span className="pw-input pw-select">
          <span>{textOf(widget.value, language)}</span>
          <span className="pw-arrow">▾</span>
        </span>
      ) : (
        <span className="pw-input">{widget.isSecret ? '••••••••' : widget.value || '\u00a0'}</span>
      )}
    </Marked>
  );
}

const signs: Readonly<Record<ToggleWidget['kind'], string>> = {
  tick: '✓',
  radio: '●',
  switch: '●',
};

function ToggleView({ widget }: { readonly widget: ToggleWidget }): ReactNode {
  const { language } = useDrawing();
  return (
    <Marked widget={widget} className={`pw-toggle pw-${widget.kind}`}>
      <span className={widget.isOn ? 'pw-sign is-on' : 'pw-sign'}>
        {widget.isOn || widget.kind === 'switch' ? signs[widget.kind] : ''}
      </span>
      <span>{textOf(widget.label, language)}</span>
    </Marked>
  );
}

function ButtonView({ widget }: { readonly widget: ButtonWidget }): ReactNode {
  const { language } = useDrawing();
  return (
    <Marked widget={widget} className="pw-button-hold">
      <span className={widget.isDefault ? 'pw-button is-default' : 'pw-button'}>
        {textOf(widget.label, language)}
      </span>
    </Marked>
  );
}

function BoxView({ widget }: { readonly widget: BoxWidget }): ReactNode {
  const { language } = useDrawing();
  return (
    <div className={`pw-${widget.kind}`}>
      {widget.title ? (
        <span className="pw-group-title">{textOf(widget.title, language)}</span>
      ) : null}
      <Inside widgets={widget.inside} />
    </div>
  );
}
