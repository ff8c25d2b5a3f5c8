@echo off
rem The mailroom command of an installed Mailroom (Windows): the program of the app, without a window.
"%~dp0..\..\Mailroom.exe" --log-level=3 --command -- %*
