/** The icon beside the clock, drawn from the tray model. A PC without a tray loses nothing but this. */
import path from 'node:path';
import { Menu, nativeImage, nativeTheme, Tray, type NativeImage } from 'electron';
import type { TrayAction, TrayModel, TrayState } from './tray-model.ts';

/** Where the icons are, and who does what a line says. */
export interface TrayIconOptions {
  /** Folder of the icons of all states. */
  readonly iconFolder: string;
  readonly run: (action: TrayAction) => void;
}

/** The icon. The constructor throws where the system has no tray. */
export class TrayIcon {
  readonly #options: TrayIconOptions;
  readonly #tray: Tray;
  #model: TrayModel;
  readonly #onTheme = (): void => this.#tray.setImage(this.#image(this.#model.state));

  constructor(model: TrayModel, options: TrayIconOptions) {
    this.#options = options;
    this.#model = model;
    this.#tray = new Tray(this.#image(model.state));
    // On macOS a click shows the menu; elsewhere it opens the window, where the desktop tells of clicks.
    if (process.platform !== 'darwin')
      this.#tray.on('click', () => options.run({ kind: 'open', place: null }));
    nativeTheme.on('updated', this.#onTheme);
    this.#draw(model);
  }

  show(model: TrayModel): void {
    const before = this.#model;
    this.#model = model;
    if (JSON.stringify(before) === JSON.stringify(model)) return;
    if (before.state !== model.state) this.#tray.setImage(this.#image(model.state));
    this.#draw(model);
  }

  destroy(): void {
    // A change of the theme while the program ends would draw what is gone.
    nativeTheme.off('updated', this.#onTheme);
    this.#tray.destroy();
  }

  #draw({ tooltip, items }: TrayModel): void {
    this.#tray.setToolTip(tooltip);
    // Set anew each time: on Linux a changed menu is not seen otherwise.
    this.#tray.setContextMenu(
      Menu.buildFromTemplate(
        items.map((item) => {
          if ('separator' in item) return { id: item.id, type: 'separator' };
          const { id, label, action } = item;
          // In a menu "&" marks a letter to press.
          return {
            id,
            label: label.replace(/&/g, '&&'),
            enabled: action !== null,
            click: () => action && this.#options.run(action),
          };
        }),
      ),
    );
  }

  #image(state: TrayState): NativeImage {
    return nativeImage.createFromPath(path.join(this.#options.iconFolder, imageOf(state)));
  }
}

function imageOf(state: TrayState): string {
  if (process.platform === 'darwin') return `${state}Template.png`;
  // Linux tells nothing of its panel, which may be dark beside light windows: this image stands out on both.
  if (process.platform !== 'win32') return `${state}.png`;
  return `${state}-${nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ? 'dark' : 'light'}.ico`;
}
