"""Thi Đua: emulation movements and commendations of Vietnamese public bodies."""
